/** Files as OpenCV 4.6 wrote them, of one camera with three lenses; the pose leads as the key of each says. */
export const OPENCV_FILES = {
  'calib/front_autoware.yaml': `%YAML:1.0
---
CameraExtrinsicMat: !!opencv-matrix
   rows: 4
   cols: 4
   dt: d
   data: [ 9.1905391797843291e-03, 8.0826442428916397e-04,
       9.9995743944340187e-01, 1.1977784510150576e-01,
       -9.9980509597137113e-01, 1.7481112058669993e-02,
       9.1750090391905723e-03, 5.6335589500872432e-02,
       -1.7472952219412235e-02, -9.9984686699004688e-01,
       9.6876773557786190e-04, -2.9896416035777412e-01, 0., 0., 0., 1. ]
CameraMat: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 1.2035000000000000e+03, 0., 9.5825000000000000e+02, 0.,
       1.2077500000000000e+03, 5.4150000000000000e+02, 0., 0., 1. ]
DistCoeff: !!opencv-matrix
   rows: 1
   cols: 5
   dt: d
   data: [ -3.1000000000000000e-01, 1.2000000000000000e-01,
       6.9999999999999999e-04, -8.9999999999999998e-04,
       -2.0000000000000000e-02 ]
ImageSize: !!opencv-matrix
   rows: 2
   cols: 1
   dt: i
   data: [ 1920, 1080 ]
DistModel: plumb_bob
`,
  'calib/front_fisheye.yml': `%YAML:1.0
---
fisheye_model: 1
image_width: 1920
image_height: 1080
camera_matrix: !!opencv-matrix
   rows: 3
   cols: 3
   dt: d
   data: [ 1.2035000000000000e+03, 0., 9.5825000000000000e+02, 0.,
       1.2077500000000000e+03, 5.4150000000000000e+02, 0., 0., 1. ]
distortion_coefficients: !!opencv-matrix
   rows: 4
   cols: 1
   dt: d
   data: [ 2.0000000000000000e-02, -1.0999999999999999e-02,
       4.0000000000000001e-03, -6.9999999999999999e-04 ]
rvec: !!opencv-matrix
   rows: 3
   cols: 1
   dt: d
   data: [ 1.2000000000000000e+00, -1.2099999999999993e+00,
       1.1899999999999997e+00 ]
tvec: !!opencv-matrix
   rows: 3
   cols: 1
   dt: d
   data: [ 5.0000000000000003e-02, -2.9999999999999999e-01,
       -1.2000000000000000e-01 ]
`,
  'calib/front_omni.json': `{
    "camera_matrix": {
        "type_id": "opencv-matrix",
        "rows": 3,
        "cols": 3,
        "dt": "d",
        "data": [ 1.2035000000000000e+03, 0.0, 9.5825000000000000e+02,
            0.0, 1.2077500000000000e+03, 5.4150000000000000e+02, 0.0,
            0.0, 1.0 ]
    },
    "distortion_coefficients": {
        "type_id": "opencv-matrix",
        "rows": 1,
        "cols": 4,
        "dt": "d",
        "data": [ -2.0999999999999999e-01, 5.0000000000000003e-02,
            1.1000000000000001e-03, -5.9999999999999995e-04 ]
    },
    "xi": {
        "type_id": "opencv-matrix",
        "rows": 1,
        "cols": 1,
        "dt": "d",
        "data": [ 1.3500000000000001e+00 ]
    },
    "T_cam_lidar": {
        "type_id": "opencv-matrix",
        "rows": 4,
        "cols": 4,
        "dt": "d",
        "data": [ 9.1905391797845182e-03, -9.9980509597137146e-01,
            -1.7472952219411919e-02, 5.0000000000000003e-02,
            8.0826442428894030e-04, 1.7481112058670312e-02,
            -9.9984686699004710e-01, -2.9999999999999999e-01,
            9.9995743944340232e-01, 9.1750090391903849e-03,
            9.6876773557807994e-04, -1.2000000000000000e-01, 0.0, 0.0,
            0.0, 1.0 ]
    }
}
`,
} as const;
